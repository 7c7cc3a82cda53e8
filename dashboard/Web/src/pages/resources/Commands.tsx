import type { ResourceCommand, ResourceSnapshot } from '@/api/resources';
import { runCommand } from '@/app/commands/commands';
import { Button, Icon, Popover, type IconName } from '@/components';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import styles from './Resources.module.css';

/** An icon for a command: by its own name first, for those that every resource has. */
export function commandIcon(command: ResourceCommand): IconName {
  const name = `${command.name} ${command.iconName ?? ''}`.toLowerCase();
  if (name.includes('restart') || name.includes('sync') || name.includes('rebuild')) return 'restart';
  if (name.includes('start') || name.includes('play')) return 'play';
  if (name.includes('stop')) return 'stop';
  if (name.includes('delete') || name.includes('clear') || name.includes('reset')) return 'trash';
  if (name.includes('fault') || name.includes('flash') || name.includes('error')) return 'bolt';
  if (name.includes('log')) return 'logs';
  return 'terminal';
}

/** Highlighted commands as buttons, the rest under a menu. */
export function Commands({ resource, all }: { resource: ResourceSnapshot; all?: boolean }) {
  const t = useMessages(messages);
  const offered = resource.commands.filter((command) => command.state !== 'Hidden');
  const inline = offered.filter((command) => command.isHighlighted || all).slice(0, all ? 12 : 3);
  const rest = all ? [] : offered;
  return (
    <span className={styles.commands}>
      {inline.map((command) => (
        <Button
          key={command.name}
          small
          tone={all ? 'plain' : 'subtle'}
          icon={commandIcon(command)}
          aria-label={`${command.displayName}: ${resource.id}`}
          title={command.description ?? command.displayName}
          disabled={command.state === 'Disabled'}
          onClick={() => runCommand(resource, command)}
        >
          {all ? command.displayName : undefined}
        </Button>
      ))}
      {rest.length > inline.length && <CommandMenu resource={resource} commands={rest} label={`${t.commands}: ${resource.id}`} />}
    </span>
  );
}

function CommandMenu({ resource, commands, label }: { resource: ResourceSnapshot; commands: ResourceCommand[]; label: string }) {
  return (
    <Popover align="end" closeOnClick label={label} trigger={<Icon name="more" size={15} />}>
      <div className={styles.menu}>
        {commands.map((command) => (
          <button key={command.name} type="button" className={styles.menuItem} disabled={command.state === 'Disabled'} onClick={() => runCommand(resource, command)}>
            <Icon name={commandIcon(command)} size={15} />
            <span>
              {command.displayName}
              {command.description && <small>{command.description}</small>}
            </span>
          </button>
        ))}
      </div>
    </Popover>
  );
}
