import { Mark } from '#renderer/ui/icon.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

/** There is no session: nothing of the plan can be shown, and nothing here can mend it. */
export function LockedScreen({ kind }: { readonly kind: 'locked' | 'unreachable' }) {
  const { words } = useText();
  const { locked } = words.common;
  return (
    <main className="state">
      <Mark size={56} />
      <h1>{kind === 'locked' ? locked.title : locked.unreachableTitle}</h1>
      <p>{kind === 'locked' ? locked.text : locked.unreachableText}</p>
    </main>
  );
}
