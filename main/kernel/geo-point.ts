interface Point {
  readonly lat: number;
  readonly lon: number;
}

const roundToHundredth = (degrees: number): number => Math.round(degrees * 100) / 100;

/** About a kilometre: what leaves this machine tells the town and not the house. */
export const roundForPrivacy = ({ lat, lon }: Point): Point => ({
  lat: roundToHundredth(lat),
  lon: roundToHundredth(lon),
});
