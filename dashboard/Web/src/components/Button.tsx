import { forwardRef, type ButtonHTMLAttributes } from 'react';
import { Icon, type IconName } from './Icon';
import styles from './Button.module.css';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon?: IconName;
  tone?: 'plain' | 'primary' | 'subtle' | 'danger';
  /** Pressed or not: a switch of two states. */
  pressed?: boolean;
  small?: boolean;
}

/** A button light enough for toolbars and rows; with an icon alone it needs an `aria-label`. */
export const Button = forwardRef<HTMLButtonElement, Props>(function Button({ icon, tone = 'plain', pressed, small, children, className, ...rest }, ref) {
  return (
    <button
      ref={ref}
      type="button"
      title={children ? undefined : rest['aria-label']}
      {...rest}
      aria-pressed={pressed}
      data-tone={tone}
      data-small={small || undefined}
      data-bare={children ? undefined : true}
      className={`${styles.button} ${className ?? ''}`}
    >
      {icon && <Icon name={icon} size={small ? 14 : 16} />}
      {children}
    </button>
  );
});
