import './people.css';
import { Icon } from '#renderer/ui/icon.tsx';
import { goTo, hrefs } from '#renderer/ui/route.ts';
import { useText } from '#renderer/ui/text/text.tsx';
import { PersonForm } from './person-form.tsx';

export function NewPersonPage() {
  const { words } = useText();
  return (
    <div className="person-page">
      <a className="back-link" href={hrefs.people}>
        <Icon name="back" size={14} /> {words.people.title}
      </a>
      <h1>{words.people.form.addTitle}</h1>
      <PersonForm
        person={null}
        onCancel={() => goTo(hrefs.people)}
        onSaved={(person) => goTo(hrefs.person(person.id))}
      />
    </div>
  );
}
