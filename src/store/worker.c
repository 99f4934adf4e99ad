/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/worker.h"

typedef struct
{
  int priority;
  guint64 serial;
  gpointer job;
} Item;

struct _TrancheWorkers
{
  char *name;
  guint max_threads;
  TrancheWorkFunc work;
  TrancheIdleFunc idle;
  gint64 idle_interval;
  gpointer user_data;

  GMutex mutex;
  GCond woken;
  /* Under the mutex. */
  GSequence *queue;
  GPtrArray *threads;
  guint n_waiting;
  guint64 next_serial;
  gboolean stopping;
};

static GPrivate current_workers;

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Item *first = a;
  const Item *second = b;

  if (first->priority != second->priority)
    return first->priority < second->priority ? -1 : 1;
  return first->serial < second->serial ? -1 : first->serial > second->serial;
}

/* The next job, or NULL with @stop set at the end, or NULL without when it is time for idle work.
 */
static Item *
wait_for_item (TrancheWorkers *self, gboolean *stop)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 deadline = self->idle != NULL ? g_get_monotonic_time () + self->idle_interval : 0;
  GSequenceIter *first;
  Item *item;

  while (g_sequence_is_empty (self->queue))
    {
      gboolean woken = TRUE;

      if (self->stopping)
        {
          *stop = TRUE;
          return NULL;
        }
      self->n_waiting++;
      if (self->idle != NULL)
        woken = g_cond_wait_until (&self->woken, &self->mutex, deadline);
      else
        g_cond_wait (&self->woken, &self->mutex);
      self->n_waiting--;
      if (!woken)
        return NULL;
    }

  first = g_sequence_get_begin_iter (self->queue);
  item = g_sequence_get (first);
  g_sequence_remove (first);
  return item;
}

static gpointer
run_thread (gpointer data)
{
  TrancheWorkers *self = data;
  TrancheDatabase *db = NULL;
  gboolean stop = FALSE;

  g_private_set (&current_workers, self);
  while (!stop)
    {
      Item *item = wait_for_item (self, &stop);

      if (item != NULL)
        self->work (item->job, &db, self->user_data);
      else if (!stop)
        self->idle (&db, self->user_data);
      g_free (item);
    }
  tranche_database_close (db);
  return NULL;
}

TrancheWorkers *
tranche_workers_new (const char *name,
                     guint max_threads,
                     TrancheWorkFunc work,
                     TrancheIdleFunc idle,
                     gint64 idle_interval,
                     gpointer user_data)
{
  TrancheWorkers *self = g_new0 (TrancheWorkers, 1);

  g_assert (max_threads > 0);
  self->name = g_strdup (name);
  self->max_threads = max_threads;
  self->work = work;
  self->idle = idle;
  self->idle_interval = idle_interval;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->woken);
  self->queue = g_sequence_new (NULL);
  self->threads = g_ptr_array_new ();
  return self;
}

void
tranche_workers_push (TrancheWorkers *self, int priority, gpointer job)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Item *item = g_new0 (Item, 1);

  g_assert (!self->stopping);
  item->priority = priority;
  item->serial = self->next_serial++;
  item->job = job;
  g_sequence_insert_sorted (self->queue, item, compare_items, NULL);

  /* Those that wait may be fewer than what they were already woken for. */
  if ((guint) g_sequence_get_length (self->queue) > self->n_waiting
      && self->threads->len < self->max_threads)
    g_ptr_array_add (self->threads, g_thread_new (self->name, run_thread, self));
  g_cond_signal (&self->woken);
}

void
tranche_workers_stop (TrancheWorkers *self)
{
  g_assert (!tranche_workers_is_current (self));

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_broadcast (&self->woken);
  g_mutex_unlock (&self->mutex);

  /* Nobody starts threads any more, so the array is ours. */
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_set_size (self->threads, 0);
}

void
tranche_workers_free (TrancheWorkers *self)
{
  if (self == NULL)
    return;
  tranche_workers_stop (self);
  g_assert (g_sequence_is_empty (self->queue));
  g_sequence_free (self->queue);
  g_ptr_array_unref (self->threads);
  g_cond_clear (&self->woken);
  g_mutex_clear (&self->mutex);
  g_free (self->name);
  g_free (self);
}

gboolean
tranche_workers_is_current (TrancheWorkers *self)
{
  return g_private_get (&current_workers) == self;
}
