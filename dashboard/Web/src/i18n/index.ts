export { defineMessages, useMessages, useLanguage, type Language, type Messages } from './messages';
export { useFormat, createFormat, type Format } from './format';
