export interface TownHit {
  readonly name: string;
  readonly region: string;
  readonly country: string;
  readonly countryCode: string;
  readonly lat: number;
  readonly lon: number;
  readonly zone: string;
}
