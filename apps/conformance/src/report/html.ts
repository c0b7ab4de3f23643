import type { RunResult } from '../result.ts'
export const renderHtml = (_result: RunResult): string => ''
