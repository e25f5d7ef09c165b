import Persistence

/// The tables of the jobs.
package enum JobsMigrations {
    package static let all = [
        Migration(
            "jobs.0001_job",
            """
            CREATE TABLE job (
                id TEXT NOT NULL PRIMARY KEY,
                kind TEXT NOT NULL,
                payload TEXT NOT NULL,
                version BIGINT NOT NULL,
                queue TEXT NOT NULL,
                priority BIGINT NOT NULL CONSTRAINT job_priority_check CHECK (priority BETWEEN 0 AND 2),
                state TEXT NOT NULL CONSTRAINT job_state_check CHECK (state IN ('waiting', 'running', 'done', 'failed')),
                run_at BIGINT NOT NULL,
                attempts BIGINT NOT NULL,
                max_attempts BIGINT NOT NULL CONSTRAINT job_max_attempts_check CHECK (max_attempts > 0),
                last_error TEXT,
                locked_by TEXT,
                locked_until BIGINT,
                created_at BIGINT NOT NULL,
                finished_at BIGINT,
                unique_key TEXT,
                CONSTRAINT job_lock_check CHECK ((state = 'running') = (locked_by IS NOT NULL AND locked_until IS NOT NULL)),
                CONSTRAINT job_finished_check CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL))
            );
            CREATE UNIQUE INDEX job_unique_key ON job (kind, unique_key) WHERE state = 'waiting';
            CREATE INDEX job_due ON job (queue, priority, run_at, id) WHERE state = 'waiting';
            CREATE INDEX job_lease ON job (queue, locked_until) WHERE state = 'running';
            CREATE INDEX job_finished ON job (state, finished_at) WHERE finished_at IS NOT NULL;
            CREATE TABLE schedule (
                kind TEXT NOT NULL PRIMARY KEY,
                every BIGINT NOT NULL CONSTRAINT schedule_every_check CHECK (every > 0),
                next_run_at BIGINT NOT NULL,
                is_on BOOLEAN NOT NULL
            );
            """),
        Migration(
            "jobs.0002_system_jobs",
            """
            ALTER TABLE schedule ADD COLUMN priority BIGINT NOT NULL DEFAULT 1;
            ALTER TABLE schedule ADD COLUMN runs_once BOOLEAN NOT NULL DEFAULT FALSE;
            ALTER TABLE job ADD COLUMN progress BIGINT;
            CREATE INDEX job_kind ON job (kind, id);
            """),
    ]
}
