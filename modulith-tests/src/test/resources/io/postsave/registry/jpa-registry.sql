create table event_publication (
	id uuid not null primary key,
	listener_id text not null,
	event_type text not null,
	serialized_event text not null,
	publication_date timestamp(6) with time zone not null,
	completion_date timestamp(6) with time zone,
	status text,
	completion_attempts integer not null default 0,
	last_resubmission_date timestamp(6) with time zone
);
