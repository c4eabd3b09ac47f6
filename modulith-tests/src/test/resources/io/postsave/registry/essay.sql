create table essay (
	id bigint not null primary key,
	version bigint,
	content text
);
create sequence essay_seq increment by 50;
