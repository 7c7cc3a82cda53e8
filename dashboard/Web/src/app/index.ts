export { useUrlState, useUrlFlag, setUrl, pageUrl } from './url';
export { useTimeRange, useNow, presets, type TimeRange } from './timeRange';
export { useTitle } from './title';
export { useSettings } from './settings';
export { createStore, useStore, load, save } from './store';
export { session } from './session';
