import {
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  CustomEditorModule,
  EventApiModule,
  LocaleModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  themeQuartz,
  TooltipModule,
} from 'ag-grid-community';

let registered = false;

/** Only what the grid uses, so that the rest of AG Grid stays out of the bundle. */
export function registerGridModules(): void {
  if (registered) return;
  registered = true;
  ModuleRegistry.registerModules([
    CellApiModule,
    CellStyleModule,
    ClientSideRowModelModule,
    ColumnApiModule,
    ColumnAutoSizeModule,
    CustomEditorModule,
    EventApiModule,
    LocaleModule,
    RenderApiModule,
    RowApiModule,
    RowStyleModule,
    ScrollApiModule,
    TooltipModule,
  ]);
}

/** The grid in the tokens of the app: it follows light and dark by itself. */
export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--accent)',
  backgroundColor: 'var(--surface)',
  borderColor: 'var(--border)',
  borderRadius: 0,
  browserColorScheme: 'inherit',
  cellHorizontalPadding: 0,
  cellTextColor: 'var(--text)',
  chromeBackgroundColor: 'var(--page)',
  columnBorder: true,
  fontFamily: 'inherit',
  fontSize: 13,
  foregroundColor: 'var(--text)',
  headerBackgroundColor: 'var(--page)',
  headerColumnBorder: true,
  headerColumnResizeHandleColor: 'transparent',
  headerFontSize: 12,
  headerFontWeight: 500,
  headerHeight: 32,
  headerTextColor: 'var(--muted)',
  pinnedColumnBorder: { color: 'var(--border)', style: 'solid', width: 1 },
  rowBorder: true,
  rowHeight: 28,
  rowHoverColor: 'var(--hover)',
  tooltipBackgroundColor: 'var(--raised)',
  tooltipTextColor: 'var(--text)',
  wrapperBorder: false,
  wrapperBorderRadius: 0,
});
