import { CALENDAR_ROLES, type CalendarRole } from '#contract/calendars.ts';
import { SelectField } from '#renderer/ui/field.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

interface RoleFieldProps {
  readonly role: CalendarRole;
  readonly onChange: (role: CalendarRole) => void;
}

export function RoleField({ role, onChange }: RoleFieldProps) {
  const { words } = useText();
  const { roleLabel, roles, roleHints } = words.calendars;
  return (
    <SelectField
      label={roleLabel}
      value={role}
      options={CALENDAR_ROLES.map((value) => ({ value, label: roles[value] }))}
      hint={roleHints[role]}
      onChange={onChange}
    />
  );
}
