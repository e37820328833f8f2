/** Every format that a report can be written in, alphabetical. */
import { csv } from './csv';
import { jsonl } from './jsonl';
import type { ReportFormat } from './report';

export const formats: readonly ReportFormat[] = [csv, jsonl];
