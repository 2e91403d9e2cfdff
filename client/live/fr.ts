export const fr = {
  title: 'Direct',
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    live: typeof fr;
  }
}
