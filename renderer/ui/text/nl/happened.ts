export const happened = {
  label: 'Is het doorgegaan?',
  question: 'Is het doorgegaan?',
  yesterday: 'gisteren',
  answers: { yes: 'Ja', no: 'Nee', moved: 'Verzet' },
  noted: {
    yes: 'Genoteerd: het is doorgegaan.',
    no: 'Genoteerd: het ging niet door. Ze staan weer in je plan.',
    moved: 'Genoteerd: toen niet. Ze staan weer in je plan.',
    later: 'Het heeft een nieuwe tijd.',
  },
  movedTitle: 'Wanneer wordt het?',
  notYet: 'Nog geen nieuwe tijd',
};
