export interface Stage {
  id: string;
  label: string;
  displayOrder: number;
  isClosed: boolean;
  /** Decimal text, `"1.0"` on a won stage. */
  probability: string;
}

export interface Pipeline {
  id: string;
  label: string;
  displayOrder: number;
  stages: Stage[];
}

/** [id, label, probability]; closed are the stages that are certain either way. */
type StageRow = readonly [id: string, label: string, probability: string];

function pipeline(id: string, label: string, displayOrder: number, rows: readonly StageRow[]): Pipeline {
  const stages = rows.map(([stageId, stageLabel, probability], index) => ({
    id: stageId,
    label: stageLabel,
    displayOrder: index,
    isClosed: probability === '1.0' || probability === '0.0',
    probability,
  }));
  return { id, label, displayOrder, stages };
}

/** A pipeline as accounts make them: IDs that look like numbers, and a won stage that is not called `closedwon`. */
export const customPipeline = {
  id: '7712001',
  firstStage: '77120011',
  wonStage: '77120014',
  lostStage: '77120015',
} as const;

export function dealPipelines(): Pipeline[] {
  return [
    pipeline('default', 'Sales Pipeline', 0, [
      ['appointmentscheduled', 'Appointment Scheduled', '0.2'],
      ['qualifiedtobuy', 'Qualified To Buy', '0.4'],
      ['presentationscheduled', 'Presentation Scheduled', '0.6'],
      ['decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'],
      ['contractsent', 'Contract Sent', '0.9'],
      ['closedwon', 'Closed Won', '1.0'],
      ['closedlost', 'Closed Lost', '0.0'],
    ]),
    pipeline(customPipeline.id, 'Renewals', 1, [
      [customPipeline.firstStage, 'Renewal due', '0.5'],
      ['77120012', 'Offer sent', '0.7'],
      ['77120013', 'Verbal yes', '0.9'],
      [customPipeline.wonStage, 'Renewed', '1.0'],
      [customPipeline.lostStage, 'Churned', '0.0'],
    ]),
  ];
}

export function stageIn(pipelines: readonly Pipeline[], stageId: string | undefined): Stage | undefined {
  return pipelines.flatMap((each) => each.stages).find((stage) => stage.id === stageId);
}

export function pipelineOfStage(pipelines: readonly Pipeline[], stageId: string): Pipeline | undefined {
  return pipelines.find((each) => each.stages.some((stage) => stage.id === stageId));
}
