/** What a person does on the consent page. */
export interface ConsentChoice {
  /** The one that the page proposes by default. */
  readonly account?: string;
  readonly isDenied?: boolean;
}

/** How the browser goes back to the program. */
export interface WayBack {
  readonly address: string;
  readonly method: 'GET' | 'POST';
  /** What the program is told: code and state, or error and state. */
  readonly values: URLSearchParams;
}

const unescape = (text: string): string =>
  text.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));

const findAction = (page: string): string | undefined =>
  /<form method="post" action="([^"]*)">/.exec(page)?.[1];

/** Fills in the consent page as a person would, without following the way back. */
export async function decideConsent(address: string, choice: ConsentChoice = {}): Promise<WayBack> {
  const page = await (await fetch(address)).text();
  const action = findAction(page);
  if (action === undefined) throw new Error(`No consent page at ${new URL(address).pathname}: ${page}`);
  const proposed = /<input type="radio" name="account" value="([^"]*)" checked>/.exec(page)?.[1] ?? '';
  const answer = await fetch(new URL(unescape(action), address), {
    method: 'POST',
    body: new URLSearchParams({
      account: choice.account ?? unescape(proposed),
      decision: choice.isDenied === true ? 'deny' : 'allow',
    }),
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  if (location !== null) {
    return { address: location, method: 'GET', values: new URL(location).searchParams };
  }
  const sent = await answer.text();
  const back = findAction(sent);
  if (back === undefined) throw new Error(`The consent page sent nobody back: ${sent}`);
  const inputs = sent.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  const values = [...inputs].map(([, name = '', value = '']) => [name, unescape(value)]);
  return { address: unescape(back), method: 'POST', values: new URLSearchParams(values) };
}

/** The same, and the browser follows the way back to the program. Gives the status of what the program answers. */
export async function giveConsent(address: string, choice: ConsentChoice = {}): Promise<number> {
  const { address: back, method, values } = await decideConsent(address, choice);
  const response = await fetch(back, method === 'GET' ? {} : { method, body: values });
  await response.text();
  return response.status;
}
