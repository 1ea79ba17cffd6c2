export const HELP = `Golden Hour: time with the people who matter, from your own calendar.

Usage: golden-hour COMMAND [options]        (npm run -s golden-hour -- COMMAND ...)

  plan       proposals for the ten dates from today
  gaps       who is due, and why
  openings   when you are willing and free
  expand     FILE --from DATE --to DATE --zone IANA: the occurrences of an iCalendar file (--to is exclusive)
  invite     PROPOSAL_ID [--dry-run]: what would be sent, or send it (undo: Ctrl-C within 10 s)
  outbox     invites and what became of them
  serve      [--port N] [--no-open]: the app in a browser on this machine
  doctor     what works and what is missing

Options of plan, gaps and openings; each has your own data as its default:
  --calendar FILE    iCalendar file, may be repeated
  --people FILE      JSON, CSV or vCard
  --place LAT,LON    where you are
  --zone IANA        your time zone, such as Europe/Amsterdam
  --now ISO          as if it were then, such as 2026-06-04T09:00:00+02:00
  --forecast FILE    a recorded answer of Open-Meteo, forecast or ensemble, may be repeated
  --activities FILE  your own catalogue (docs/activities-file.md)
  --settings FILE    hours, offices, dials, ... (docs/command-line.md)
  --previous FILE    what plan --json printed before: shown proposals stay put
  --per-week N       get-togethers in any seven days, 1 to 3
  --me ADDRESS       your own e-mail address, may be repeated
  --json             one JSON object on stdout
  --candidates       with plan --json: all that the solver saw

Exit codes: 0 done (no proposals is a good week), 1 a failure, 2 usage or unreadable input.`;
