-- The upload that a job comes from: what the dispatcher does later belongs to its trace.
alter table jobs add column trace_parent text;
