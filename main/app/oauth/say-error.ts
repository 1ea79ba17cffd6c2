/** An error's name as OAuth spells it. What a stranger may have put in its place is not repeated. */
export const sayError = (error: string): string => (/^[\w.-]{1,60}$/.test(error) ? error : 'no known reason');
