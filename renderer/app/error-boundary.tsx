import { Component, type ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

function Broken({ error }: { readonly error: Error }) {
  const { words } = useText();
  const { broken, reload } = words.common;
  return (
    <main className="state" role="alert">
      <h1>{broken.title}</h1>
      <p>{broken.text}</p>
      <details>
        <summary>{broken.details}</summary>
        <p className="failure-text">{error.message}</p>
      </details>
      <div className="state-actions">
        <Button onClick={() => window.location.reload()}>{reload}</Button>
      </div>
    </main>
  );
}

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** The last net: a bug in a screen costs that screen, not the window. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Broken error={this.state.error} />;
  }
}
