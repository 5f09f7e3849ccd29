-- Spreads the tables of a town over the workers of a Citus cluster, by datastream.
--   psql "$COORDINATOR" -v ON_ERROR_STOP=1 -f distribute.sql
-- Once, on the coordinator, while no Stadtkern runs, after the first start has made the tables and after
-- `create extension citus` and `citus_add_node` for each worker. Needs PostgreSQL 15 to 18 with the Citus that fits it;
-- Citus is licensed AGPL-3.0 and is installed by whoever runs the cluster.
--
-- Not one of the statements of the program changes: docs/decisions/0003 has the rules that make it so. Everything that is
-- not named here stays on the coordinator. So do the flags of quality, for a function reads them together with what people
-- said; reading them beside spread observations has not been tried.
begin;

-- Small, read beside every datastream from every worker.
select create_reference_table('municipality');
select create_reference_table('sensor');
select create_reference_table('observed_property');
select create_reference_table('thing');
select create_reference_table('feature_of_interest');

-- Co-located by datastream: a statement about one datastream runs on one worker.
select create_distributed_table('datastream', 'id');
select create_distributed_table('observation_row', 'datastream_id', colocate_with => 'datastream');
select create_distributed_table('observation_chunk', 'datastream_id', colocate_with => 'datastream');
select create_distributed_table('last_observation', 'datastream_id', colocate_with => 'datastream');
select create_distributed_table('datastream_extent', 'datastream_id', colocate_with => 'datastream');
select create_distributed_table('datastream_feature', 'datastream_id', colocate_with => 'datastream');
select create_distributed_table('datastream_keeping', 'datastream_id', colocate_with => 'datastream');
select create_distributed_table('datastream_property', 'datastream_id', colocate_with => 'datastream');
select create_distributed_table('observation_token', 'datastream_id', colocate_with => 'datastream');
select create_distributed_table('observation_bucket', 'datastream_id', colocate_with => 'datastream');
select create_distributed_table('observation_profile', 'datastream_id', colocate_with => 'datastream');
select create_distributed_table('observation_touched', 'datastream_id', colocate_with => 'datastream');

commit;
