/** An event's place among all calendars: what the calendar is called, a slash, the event's id. */
export const eventRef = (calendarRef: string, eventId: string): string => `${calendarRef}/${eventId}`;

/** An id has no slash, the name of a calendar may. */
export const eventIdIn = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
