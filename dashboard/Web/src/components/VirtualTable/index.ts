export { VirtualTable, type VirtualTableProps } from './VirtualTable';
export type { Column, Sort } from './columns';
