-- Nobody is told of a step sooner than a while after the entry that brought it: jobs go by when an event was entered too.
GRANT SELECT (entered_at) ON casework.request_event TO vigie_worker;
