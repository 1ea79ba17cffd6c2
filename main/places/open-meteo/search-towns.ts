import { z } from 'zod';
import type { TownHit } from '#contract/places.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';

const MOST_HITS = 8;

const hitSchema = z.object({
  name: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  timezone: z.string(),
  admin1: z.string().default(''),
  country: z.string().default(''),
  country_code: z.string().default(''),
});

const answerSchema = z.object({ results: z.array(z.unknown()).default([]) });

const STREET_WORD =
  /(?:^|\s)(?:street|st|road|rd|avenue|ave|lane|drive|boulevard|blvd|rue|via|calle)(?:[\s.,]|$)|(?:straat|laan|weg|plein|gracht|kade|steeg|stra(?:ss|ß)e|gasse)(?:\s|$)/i;
/** 'Damrak 70', 'Hauptplatz 5a, Linz': a word, then a house number. */
const NUMBER_AFTER_WORD = /\p{L}{3,}\.?\s+\d{1,4}\s?[a-z]?(?:\s*,|$)/iu;

/** A town or a postcode may leave this machine, a street and a house number may not. */
function looksLikeStreet(query: string): boolean {
  return NUMBER_AFTER_WORD.test(query) || (STREET_WORD.test(query) && /\d/.test(query));
}

export interface TownQuestion {
  /** A town or a postcode. */
  readonly query: string;
  readonly language: Language;
  /** `/v1/search` under the geocoding address of the settings, with the key if there is one. */
  readonly url: URL;
  readonly requestJson: (url: URL) => Promise<Outcome<unknown>>;
}

/** At most eight towns, the best first as Open-Meteo ranks them; none is an empty list. */
export async function searchTowns({
  query,
  language,
  url,
  requestJson,
}: TownQuestion): Promise<Outcome<readonly TownHit[]>> {
  const name = query.trim().replaceAll(/\s+/g, ' ');
  if (name.length < 2 || name.length > 100) {
    return fail('invalid-input', 'Write a town or a postcode of at least two characters.');
  }
  if (looksLikeStreet(name)) {
    return fail('invalid-input', `'${name}' looks like a street. Write only the town or the postcode.`);
  }
  const address = new URL(url);
  address.searchParams.set('name', name);
  address.searchParams.set('count', String(MOST_HITS));
  address.searchParams.set('language', language);
  address.searchParams.set('format', 'json');
  const answer = await requestJson(address);
  if (!answer.ok) return answer;
  const parsed = answerSchema.safeParse(answer.value);
  if (!parsed.success) return fail('unreadable', `${address.host} gave an answer that lists no towns.`);
  const hits = parsed.data.results
    .map((result) => hitSchema.safeParse(result))
    // A continent or an islet may lack what a home needs: it is no town, and the rest of the list is good.
    .flatMap((result) => (result.success ? [result.data] : []));
  return succeed(
    hits.map((hit) => ({
      name: hit.name,
      region: hit.admin1,
      country: hit.country,
      countryCode: hit.country_code,
      lat: hit.latitude,
      lon: hit.longitude,
      zone: hit.timezone,
    })),
  );
}
