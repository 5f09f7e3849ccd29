-- A tour with all that the desk and its reports say of it. Metres: along the streets it serves, of those of them that the
-- crew called done, and driven at work as its positions prove (null without any). Planned: what the plan of its order
-- says of its vehicle, ways between the streets left out (null without a plan). A stop is done when that was said while the
-- crew was out and not taken back; left out when only that was said.
create view desk_tour as
select t.id, t.order_id, t.municipality_id, p.source, t.name, t.vehicle_id, v.name as vehicle, t.state, t.started_at,
    t.ended_at, s.all_stops, s.done_stops, s.left_stops, s.metres, s.done_metres, f.id as proof_id,
    (f.content #>> '{work,tour,track,treatedMetres}')::float8 as proven_metres,
    plan.metres as planned_metres, plan.seconds as planned_seconds,
    v.euros_per_km, v.euros_per_hour, v.grams_co2_per_km
from dispatch_tour t
join dispatch_order o on o.order_id = t.order_id
join work_order w on w.id = t.order_id
join decision d on d.id = w.decision_id
join proposal p on p.id = d.proposal_id
left join fleet_vehicle v on v.id = t.vehicle_id
left join proof f on f.tour_id = t.id and f.kind = 'TOUR'
cross join lateral (
    select count(*) as all_stops,
        count(*) filter (where m.done) as done_stops,
        count(*) filter (where not m.done) as left_stops,
        coalesce(sum((stop ->> 'lengthMetres')::float8), 0) as metres,
        coalesce(sum((stop ->> 'lengthMetres')::float8) filter (where m.done), 0) as done_metres
    from jsonb_array_elements(t.stops) stop
    left join (
        select e.stop as number, bool_or(e.kind = 'STOP_DONE') as done
        from (select *, max(at) filter (where kind = 'STOP_OPEN') over (partition by stop) as opened_at
            from dispatch_event
            where tour_id = t.id and kind in ('STOP_DONE', 'STOP_LEFT', 'STOP_OPEN')
              and at >= t.started_at and (t.ended_at is null or at <= t.ended_at)) e
        where e.kind <> 'STOP_OPEN' and (e.opened_at is null or e.at > e.opened_at)
        group by e.stop) m on m.number = (stop ->> 'number')::int) s
left join lateral (
    select (tour ->> 'metres')::float8 - (tour ->> 'emptyMetres')::float8 as metres, (tour ->> 'seconds')::float8 as seconds
    from tour_plan a
    join tour_plan_version b on b.id = a.version_id
    cross join lateral (
        select (one ->> 'id')::bigint as id, row_number() over (order by (one ->> 'id')::bigint) as place
        from jsonb_array_elements(a.vehicles) one) c
    cross join lateral jsonb_array_elements(b.solution -> 'tours') tour
    where a.id = o.plan_id and o.plan_vehicles[c.place] = t.vehicle_id and (tour ->> 'vehicle')::bigint = c.id
    limit 1) plan on true;
