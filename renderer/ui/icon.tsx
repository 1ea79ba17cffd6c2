const paths = {
  close: 'M4 4l8 8M12 4l-8 8',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.6h-2.6',
  question: 'M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3v.4M8 12.2v.1',
  plus: 'M8 3.5v9M3.5 8h9',
  chevron: 'M6 4l4 4-4 4',
  back: 'M10 4L6 8l4 4',
  search: 'M7.2 11.4a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4zM10.4 10.4L13 13',
  check: 'M3.5 8.5l3 3 6-7',
} as const;

/** A small line drawing; always beside words or inside a button that has a name. */
export function Icon({ name, size = 16 }: { readonly name: keyof typeof paths; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The low sun over a horizon. */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M7 19a9 9 0 0 1 18 0z" />
      <rect x="3" y="20.5" width="26" height="2.4" rx="1.2" />
      <rect x="9" y="25" width="14" height="2.4" rx="1.2" />
    </svg>
  );
}
