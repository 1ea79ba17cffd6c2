export type NoticeKind = 'weekly-plan' | 'answer' | 'decision' | 'happened';

/** Something that interrupts the user: a notification of the system. */
export interface NoticeView {
  /** The same for the same news, so that it is shown once. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly body: string;
  /** What a click opens. */
  readonly page: 'week' | 'outlook';
  /** The words that switch this kind off. */
  readonly turnOff: string;
}
