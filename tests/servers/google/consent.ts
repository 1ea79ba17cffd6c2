/** What a person does on the consent page. */
export interface ConsentChoice {
  /** The one that the page proposes by default. */
  readonly account?: string;
  /** The boxes left ticked, by the end of the scope's name; all by default. */
  readonly scopes?: readonly string[];
  readonly isDenied?: boolean;
}

const unescape = (text: string): string =>
  text.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));

const listInputs = (
  page: string,
  type: string,
): readonly { readonly value: string; readonly isTicked: boolean }[] =>
  [...page.matchAll(new RegExp(`<input type="${type}" name="\\w+" value="([^"]*)"( checked)?>`, 'g'))].map(
    ([, value = '', ticked]) => ({ value: unescape(value), isTicked: ticked !== undefined }),
  );

/** Fills in the consent page as a person would, without following the way back. Gives where the browser is sent. */
export async function decideConsent(address: string, choice: ConsentChoice = {}): Promise<string> {
  const shown = await fetch(address);
  const page = await shown.text();
  const action = /<form method="post" action="([^"]*)">/.exec(page)?.[1];
  if (action === undefined) throw new Error(`No consent page at ${new URL(address).pathname}: ${page}`);
  const proposed = listInputs(page, 'radio').find(({ isTicked }) => isTicked)?.value ?? '';
  const form = new URLSearchParams({ account: choice.account ?? proposed });
  form.set('decision', choice.isDenied === true ? 'deny' : 'allow');
  for (const { value } of listInputs(page, 'checkbox')) {
    if (choice.scopes?.some((scope) => value.endsWith(scope)) ?? true) form.append('scope', value);
  }
  const answer = await fetch(new URL(unescape(action), address), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`The consent page sent nobody back: ${await answer.text()}`);
  return location;
}

/** The same, and the browser follows the way back to the program. Gives the status of what the program answers. */
export async function giveConsent(address: string, choice: ConsentChoice = {}): Promise<number> {
  const back = await fetch(await decideConsent(address, choice));
  await back.text();
  return back.status;
}
