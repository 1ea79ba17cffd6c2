/**
 * What pages of ours may load, as the value of `content-security-policy`: their own files, and nothing from anywhere
 * else. `connect` is where they may ask: their own host, or nowhere where the host answers by other means.
 */
export const contentSecurityPolicy = (connect: "'self'" | "'none'"): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
