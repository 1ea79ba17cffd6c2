/** A branded type: passing one kind of text for another fails to compile. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
