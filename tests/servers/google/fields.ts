type Mask = Map<string, Mask>;

/** `items(id,start/dateTime),nextPageToken` as a tree; an empty branch: all below. */
function readMask(text: string): Mask {
  const root: Mask = new Map();
  const open: Mask[] = [root];
  let at = root;
  for (const [token] of text.matchAll(/[^,()/\s]+|[,()/]/g)) {
    if (token === ',') at = open.at(-1) ?? root;
    else if (token === '(') open.push(at);
    else if (token === ')') at = open.pop() ?? root;
    else if (token !== '/') {
      const next = at.get(token) ?? new Map<string, Mask>();
      at.set(token, next);
      at = next;
    }
  }
  return root;
}

function select(value: unknown, mask: Mask): unknown {
  if (mask.size === 0) return value;
  if (Array.isArray(value)) return value.map((element: unknown) => select(element, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const below = mask.get(name) ?? mask.get('*');
      return below ? [[name, select(part, below)]] : [];
    }),
  );
}

/** The part of an answer that the parameter `fields` asks for. */
export const selectFields = (body: unknown, fields: string): unknown => select(body, readMask(fields));
