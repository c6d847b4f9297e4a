import type { EarlierReport, ReportFacts } from '../../../shared/model/earlier'
import type { Plan } from '../../../shared/model/plan'
import type { Report } from '../../../shared/model/report'
import { canonicalJson } from '../evidence/canonical-json'
import { sha256Hex } from '../evidence/digest'
import { findingsLeft } from './earlier-findings'

/** What a report is compared by. */
export function factsOf({ plan: { sha256, effective: plan }, made, data, packs }: Report): ReportFacts {
  const { model, version = null, digest = null } = plan.subject
  return {
    subject: { model, version, digest },
    plan: sha256,
    made: { version: made.version, build: made.build },
    datasets: data.map(({ part, dataset, rows }) => ({ part, dataset, rows })),
    population: { inference: plan.inference, period: plan.period ?? null },
    packs: packs.map((pack) => ({ id: pack.id, version: pack.version, sha256: pack.sha256 })),
    criteria: plan.criteria.map(({ id, metric, threshold: { at_least = null, at_most = null } }) => ({
      id,
      metric,
      threshold: { atLeast: at_least, atMost: at_most }
    })),
    bins: binsOf(plan),
    definitions: sha256Hex(canonicalJson(definitionsOf(plan))),
    suppressBelow: plan.suppress_below ?? null
  }
}

/** A report as later ones remember it. `digest`: SHA-256 of its canonical JSON. */
export function earlierFrom(report: Report, digest: string, signers: EarlierReport['signers']): EarlierReport {
  const judged = new Set(report.verdicts.map(({ measure }) => measure))
  return {
    ...factsOf(report),
    report: digest,
    at: report.at,
    signers,
    measures: report.measures.filter(({ id }) => judged.has(id)),
    findings: findingsLeft(report)
  }
}

function binsOf({ columns }: Plan): ReportFacts['bins'] {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, use]) => ('bins' in use && use.bins !== undefined ? [[name, use.bins]] : []))
  )
}

const DEFINING: readonly string[] = ['protected', 'control', 'decision', 'label', 'score', 'weight', 'cluster']

/** Everything of a plan that says who and what is counted. Bins are compared by themselves. */
function definitionsOf({ columns, labels, assessments: { fairness } }: Plan): unknown {
  const used = Object.entries(columns).filter(([, { role }]) => DEFINING.includes(role))
  return {
    columns: Object.fromEntries(used.map(([name, use]) => [name, { ...use, bins: null }])),
    maturityDays: labels?.maturity_days ?? null,
    decide: fairness?.decide ?? null,
    classes: fairness?.classes ?? null
  }
}
