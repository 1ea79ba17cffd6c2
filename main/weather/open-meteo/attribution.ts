/** Open-Meteo's data are CC BY 4.0 and want this credit with a link: https://open-meteo.com/en/licence */
export const OPEN_METEO_SOURCE = 'Open-Meteo';
export const OPEN_METEO_ATTRIBUTION = 'Weather data by Open-Meteo.com';
export const OPEN_METEO_URL = 'https://open-meteo.com/';
