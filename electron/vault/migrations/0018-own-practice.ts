/** Whether the owner was the practitioner in a role play or an exercise: asked before figures of it are kept. */

/** SQL that adds it; what was kept unasked goes, and comes again with the answer while its coding is there. */
export const ownPractice = /* sql */ `
-- 1: the owner led it; 0: somebody else did; NULL: not asked yet. Client conversations are the owner's own.
ALTER TABLE conversation ADD COLUMN own_practice INTEGER CHECK (own_practice IN (0, 1));
DELETE FROM practice_figure
  WHERE conversation_id IN (SELECT id FROM conversation WHERE kind IN ('role-play', 'exercise'));
`;
