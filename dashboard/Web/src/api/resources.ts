/** The records of dashboard/Server/Resources as they come over the wire; times are milliseconds since 1970. */

export interface InputChoice {
  value: string;
  label: string;
}

export interface InputField {
  name: string;
  type: 'Text' | 'SecretText' | 'Choice' | 'Boolean' | 'Number' | (string & {});
  label: string | null;
  description: string | null;
  isDescriptionMarkdown: boolean;
  required: boolean;
  placeholder: string | null;
  value: string | null;
  maxLength: number | null;
  allowCustomChoice: boolean;
  disabled: boolean;
  choices: InputChoice[];
  errors: string[];
}

export interface ResourceCommand {
  name: string;
  displayName: string;
  description: string | null;
  confirmation: string | null;
  iconName: string | null;
  isHighlighted: boolean;
  state: 'Enabled' | 'Disabled' | 'Hidden';
  inputs: InputField[];
}

export interface HealthReport {
  name: string;
  status: string | null;
  description: string | null;
  exception: string | null;
  lastRunAt: number | null;
}

export interface ResourceUrl {
  name: string | null;
  url: string;
  displayName: string;
  isInternal: boolean;
  isInactive: boolean;
  sortOrder: number;
}

export interface ResourceRelationship {
  resourceName: string;
  type: string;
}

export interface ResourceSnapshot {
  id: string;
  name: string;
  type: string;
  instanceId: string | null;
  parent: string | null;
  state: string | null;
  stateStyle: string | null;
  health: string | null;
  healthReports: HealthReport[];
  createdAt: number | null;
  startedAt: number | null;
  stoppedAt: number | null;
  exitCode: number | null;
  restarts: number;
  processId: number | null;
  isHidden: boolean;
  isDeleted: boolean;
  iconName: string | null;
  source: string | null;
  waitingFor: string[];
  urls: ResourceUrl[];
  endpoints: { name: string; scheme: string; host: string; port: number; targetPort: number | null }[];
  properties: { name: string; displayName: string | null; value: string | null; isSecret: boolean; isHighlighted: boolean; sortOrder: number }[];
  environment: { name: string; value: string | null; isSecret: boolean; isFromSpec: boolean }[];
  volumes: { source: string | null; target: string; mountType: string; isReadOnly: boolean }[];
  relationships: ResourceRelationship[];
  commands: ResourceCommand[];
  explorer: string | null;
  parameter: InputField | null;
}

export interface ResourceUsage {
  /** Cores: 1.5 is one and a half. */
  cpu: number;
  /** Bytes. */
  memory: number;
  processes: number;
  at: number;
}

export interface ResourceRow {
  resource: ResourceSnapshot;
  replicas: number;
  references: ResourceRelationship[];
  referencedBy: ResourceRelationship[];
  usage: ResourceUsage | null;
  errors: number;
}

export interface ResourceList {
  items: ResourceRow[];
  cores: number;
  memory: number | null;
}

export interface ResourceDetails {
  resource: ResourceSnapshot;
  replicas: ResourceSnapshot[];
  references: ResourceRelationship[];
  referencedBy: ResourceRelationship[];
  history: { at: number; state: string | null; health: string | null; reason: string | null }[];
  usages: ResourceUsage[];
  errors: number;
}

export interface CommandOutcome {
  success: boolean;
  canceled: boolean;
  culprit: string | null;
  result: string | null;
  format: string | null;
  message: string | null;
  showResult: boolean;
  inputErrors: { name: string; errors: string[] }[];
}

export interface InteractionSnapshot {
  id: number;
  kind: 'inputs' | 'messageBox' | 'notification' | 'progress';
  title: string;
  message: string | null;
  isMarkdown: boolean;
  intent: string;
  primaryButton: string | null;
  secondaryButton: string | null;
  showSecondary: boolean;
  showDismiss: boolean;
  linkText: string | null;
  linkUrl: string | null;
  inputs: InputField[];
  isComplete: boolean;
}

export interface ConsoleItem {
  id: number;
  resource: string;
  line: number;
  at: number | null;
  text: string;
  isError: boolean;
}

export interface ConsolePage {
  items: ConsoleItem[];
  next: number;
  remaining: number;
  dropped: number;
  oldest: number | null;
}
