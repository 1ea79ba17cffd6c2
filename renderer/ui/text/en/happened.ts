/** The morning after. */
export const happened = {
  label: 'Did it happen?',
  question: 'Did it happen?',
  yesterday: 'yesterday',
  answers: { yes: 'Yes', no: 'No', moved: 'Moved' },
  noted: {
    yes: 'Noted: it happened.',
    no: 'Noted: it did not happen. They are back in your plan.',
    moved: 'Noted: not then. They are back in your plan.',
    later: 'It has a new time.',
  },
  movedTitle: 'When is it now?',
  notYet: 'No new time yet',
};
