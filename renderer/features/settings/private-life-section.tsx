import { useState } from 'react';
import type { MinuteSpan, ProtectedBlock, Weekday } from '#contract/settings.ts';
import { SpanInput } from '#renderer/features/spans-editor.tsx';
import { readLines } from '#renderer/features/text-lines.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { parseDate } from '#renderer/ui/text/format.ts';
import { type Text, useText } from '#renderer/ui/text/text.tsx';
import { DraftArea } from './draft-fields.tsx';
import type { SectionProps } from './settings-page.tsx';
import { WeekdayChoice } from './weekday-choice.tsx';

function describeBlock({ weekdays, date, span }: ProtectedBlock, { format }: Text): string {
  const days = date === null ? weekdays.map(format.weekdayName).join(', ') : format.date(date);
  return `${days}, ${format.span(span)}`;
}

const usualSpan: MinuteSpan = { from: 19 * 60, until: 22 * 60 };

function AddBlock({ onAdd }: { readonly onAdd: (block: ProtectedBlock) => void }) {
  const { words } = useText();
  const labels = words.settings.privateLife;
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly Weekday[]>([]);
  const [date, setDate] = useState('');
  const [span, setSpan] = useState(usualSpan);
  const [problem, setProblem] = useState<string | null>(null);

  const add = (): void => {
    const once = parseDate(date);
    if (name.trim() === '') return setProblem(labels.needsName);
    if (chosen.length === 0 && once === null) return setProblem(labels.needsDays);
    if (span.until <= span.from) return setProblem(words.settings.hours.badSpan);
    onAdd({ name: name.trim(), weekdays: once === null ? chosen : [], date: once, span });
    setName('');
    setChosen([]);
    setDate('');
    return setProblem(null);
  };

  return (
    <form
      className="settings-card"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <h3>{labels.addTitle}</h3>
      <TextField label={labels.name} value={name} onChange={setName} placeholder={labels.namePlaceholder} />
      <WeekdayChoice legend={labels.days} chosen={chosen} onChange={setChosen} />
      <div className="form-grid">
        <TextField label={labels.once} type="date" value={date} onChange={setDate} />
        <div className="field">
          <span className="field-legend" aria-hidden="true">
            {words.settings.sections.hours}
          </span>
          <SpanInput owner={labels.addTitle} span={span} onChange={setSpan} />
        </div>
      </div>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div>
        <Button type="submit">{words.common.add}</Button>
      </div>
    </form>
  );
}

export function PrivateLifeSection({ settings, save }: SectionProps) {
  const text = useText();
  const labels = text.words.settings.privateLife;
  const blocks = settings.protectedBlocks;
  return (
    <>
      <WeekdayChoice
        legend={labels.quiet}
        chosen={settings.quietWeekdays}
        onChange={(quietWeekdays) => void save({ quietWeekdays })}
      />
      <p className="hint">{labels.quietText}</p>
      <h3>{labels.blocks}</h3>
      <p className="explanation">{labels.blocksText}</p>
      {blocks.length === 0 && <p className="dim">{labels.noBlocks}</p>}
      <ul className="settings-list">
        {blocks.map((block) => (
          <li key={`${block.name}-${describeBlock(block, text)}`}>
            <span>
              <strong>{block.name}</strong> <span className="dim">{describeBlock(block, text)}</span>
            </span>
            <IconButton
              label={`${text.words.common.remove}: ${block.name}`}
              onClick={() => void save({ protectedBlocks: blocks.filter((other) => other !== block) })}
            >
              <Icon name="close" size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
      <AddBlock onAdd={(block) => void save({ protectedBlocks: [...blocks, block] })} />
      <DraftArea
        label={labels.ignored}
        hint={labels.ignoredText}
        value={settings.ignoredCalendars.join('\n')}
        onCommit={(value) => {
          void save({ ignoredCalendars: readLines(value) });
          return null;
        }}
      />
    </>
  );
}
