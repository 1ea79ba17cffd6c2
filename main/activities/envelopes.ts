import type { ComfortEnvelope } from '#main/activities/activity.ts';

// Temperature: UTCI's classes (9 to 26 no thermal stress, 0 to 9 slight cold stress, 26 to 32 moderate heat stress),
// read on the apparent temperature that forecasts give, and moved for how much heat people make and how still they sit.
//
// Wind: Lawson (1990), mean wind at pedestrian height: sitting up to 4 m/s, standing up to 6, walking up to 8. Forecasts
// give gusts at 10 m. The mean at 1.75 m is about 0.62 of the one at 10 m (logarithmic profile, roughness 0.1 m), and
// the hour's gust about 1.5 times its mean: 4, 6 and 8 m/s become 35, 52 and 70 km/h. Lawson asks what people accept;
// who invites somebody wants it pleasant, so each activity stays within the class below its own where there is one.
const SITTING_GUST_KMH = 35;
const STANDING_GUST_KMH = 52;

const THERMAL = 'UTCI thermal stress classes, read on apparent temperature';
const WIND = 'Lawson 1990 wind comfort, 10 m gusts from the pedestrian mean (x 1.5 / 0.62)';
const DRY_MM = 1;

interface Comfort {
  readonly minC: number;
  readonly maxC: number;
  readonly why: string;
  readonly daylight?: boolean;
}

const createEnvelope = (
  { minC, maxC, why, daylight = false }: Comfort,
  gustMaxKmh: number,
): ComfortEnvelope => ({
  apparentMinC: minC,
  apparentMaxC: maxC,
  gustMaxKmh,
  rainMaxMm: DRY_MM,
  daylight,
  // European AQI: up to 60 is 'moderate', above is 'poor' (European Environment Agency).
  airQualityMax: 60,
  source: `${THERMAL}: ${why}; ${WIND}; European AQI below 'poor'`,
});

/** Picnic, grill: sitting still needs more than the 9 degrees of somebody who walks. */
export const SITTING_OUTSIDE = createEnvelope(
  {
    minC: 14,
    maxC: 28,
    why: '9 to 26, 5 warmer at the cold end for sitting still, 2 at the warm end for shade',
  },
  SITTING_GUST_KMH,
);

export const SITTING_OUTSIDE_BY_DAY = { ...SITTING_OUTSIDE, daylight: true } satisfies ComfortEnvelope;

/** Markets, gardens, zoos, games on the grass: standing about. */
export const STANDING_OUTSIDE_BY_DAY = createEnvelope(
  { minC: 9, maxC: 28, why: '9 to 26, 2 more at the warm end for shade', daylight: true },
  SITTING_GUST_KMH,
);

export const WALKING_BY_DAY = createEnvelope(
  { minC: 3, maxC: 26, why: 'walking makes up for slight cold stress down to 3', daylight: true },
  STANDING_GUST_KMH,
);

export const CYCLING_BY_DAY = createEnvelope(
  { minC: 8, maxC: 26, why: 'the headwind takes most of what pedalling gives: 8 to 26', daylight: true },
  SITTING_GUST_KMH,
);

export const RUNNING_BY_DAY = createEnvelope(
  {
    minC: -5,
    maxC: 22,
    why: 'runners make heat: 5 below the onset of cold stress, 4 below that of heat',
    daylight: true,
  },
  STANDING_GUST_KMH,
);

/** Under a roof and with a heater: rain does not matter, sitting still does. */
export const TERRACE = {
  ...SITTING_OUTSIDE,
  apparentMinC: 11,
  rainMaxMm: null,
  source: `${THERMAL}: as sitting outside, 3 colder for a roof and a heater; ${WIND}; a roof keeps the rain off`,
} satisfies ComfortEnvelope;

/** A roofed rink: warm clothes, and the ice melts above 18. */
export const COVERED_ICE = {
  apparentMinC: -13,
  apparentMaxC: 18,
  gustMaxKmh: STANDING_GUST_KMH,
  rainMaxMm: null,
  daylight: false,
  airQualityMax: null,
  source: `${THERMAL}: moderate cold stress (-13) is what one dresses for; ${WIND}; a roof keeps the rain off`,
} satisfies ComfortEnvelope;

/** For an outdoor activity of the user's own that says nothing of the weather. */
export const GENERAL_OUTSIDE = createEnvelope(
  { minC: 9, maxC: 26, why: 'no thermal stress' },
  SITTING_GUST_KMH,
);
