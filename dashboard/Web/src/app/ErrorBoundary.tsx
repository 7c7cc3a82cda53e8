import { Component, type ReactNode } from 'react';

interface Props {
  /** A new value tries again. */
  resetKey: string;
  fallback(error: unknown, retry: () => void): ReactNode;
  children: ReactNode;
}

interface State {
  error: unknown;
  failed: boolean;
  resetKey: string;
}

/** Keeps a broken part from taking the rest along. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error, failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { resetKey: props.resetKey, failed: false, error: null };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback(this.state.error, () => this.setState({ failed: false, error: null })) : this.props.children;
  }
}
