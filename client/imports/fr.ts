export const fr = {
  title: 'Imports',
};

declare module 'i18next' {
  interface ResourceNamespaceMap {
    imports: typeof fr;
  }
}
