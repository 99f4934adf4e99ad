/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheWorkers:
 *
 * Named threads, each with a connection of its own, that take jobs from one queue: the more urgent
 * first, equally urgent ones in the order they came. Threads start when there is work for them and
 * live until stop().
 */
typedef struct _TrancheWorkers TrancheWorkers;

/**
 * TrancheWorkFunc:
 * @db: (inout): the thread's connection; NULL until the work opens it. What is there at the end is
 * closed
 */
typedef void (*TrancheWorkFunc) (gpointer job, TrancheDatabase **db, gpointer user_data);
/* Called on a thread that has had nothing to do for a while, again and again. */
typedef void (*TrancheIdleFunc) (TrancheDatabase **db, gpointer user_data);

/* @idle: (nullable); @idle_interval in microseconds */
TrancheWorkers *tranche_workers_new (const char *name,
                                     guint max_threads,
                                     TrancheWorkFunc work,
                                     TrancheIdleFunc idle,
                                     gint64 idle_interval,
                                     gpointer user_data);

/* Any thread. @job is the work function's from now on. */
void tranche_workers_push (TrancheWorkers *workers, int priority, gpointer job);

/* Waits until the queue is empty, then for the threads to end; nothing may be pushed any more. Not
 * on one of its own threads. */
void tranche_workers_stop (TrancheWorkers *workers);

/* Stops it if it wasn't. */
void tranche_workers_free (TrancheWorkers *workers);

/* Whether the calling thread is one of these. */
gboolean tranche_workers_is_current (TrancheWorkers *workers);

G_END_DECLS
