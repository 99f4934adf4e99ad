/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/client-list.h"

#include "model/client-match.h"
#include "model/client-reads.h"

#define MAX_PAGES 40

struct _TrancheClientList
{
  GObject parent_instance;

  /* Owned */
  TrancheSession *session;
  GCancellable *cancellable;
  TrancheClientQuery *query;
  TrancheClientContext *context;
  TrancheClientIndex *index;

  /* The order that is shown: one of these has it. */
  TrancheClientIds *first_ids;
  TrancheClientMatches *matches;
  const guint32 *ids;
  guint n_ids;

  GHashTable *rows; /* id → TrancheClientRow, those that somebody holds */
  TrancheClientPages *pages;
  GHashTable *pending_pages; /* the numbers of pages being read */
  guint64 order_serial;      /* of the order that their numbers are about */
  guint last_page;
  GArray *wanted_pages; /* guint, as asked for; looked at when wanted_source comes */
  guint wanted_source;

  GCancellable *match_cancellable;
  guint64 generation;         /* grows when what was read is outdated */
  guint64 context_generation; /* of the context */
  gboolean has_started;
  gboolean is_loading;
  gboolean is_finding;
  gboolean is_indexing;
  gboolean needs_index; /* again, after the one being built */
};

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_FINDING,
  PROP_CONTEXT,
  N_PROPS
};

enum
{
  FAILED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrancheClientList,
                               tranche_client_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void read_index (TrancheClientList *self);

static TrancheClientRequest *
request_new (TrancheClientList *self)
{
  TrancheClientRequest *request = g_new0 (TrancheClientRequest, 1);

  request->office_id = tranche_session_get_office_id (self->session);
  request->member_id = tranche_session_get_member_id (self->session);
  request->today = tranche_session_get_today (self->session);
  return request;
}

/* Rows and pages
 * ---------------------------------------------------------------------------------------------- */

static void
report_failure (TrancheClientList *self, const GError *error)
{
  if (!g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
take_context (TrancheClientList *self, TrancheClientContext *context, guint64 generation)
{
  if (generation != self->generation || context == self->context)
    return;

  self->context_generation = generation;
  g_clear_pointer (&self->context, tranche_client_context_unref);
  self->context = tranche_client_context_ref (context);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONTEXT]);
}

/* A list that nobody wants any more doesn't wait for its answers. */
typedef struct
{
  GWeakRef list;
  guint64 generation;
  guint64 order_serial; /* of the order that @page is a page of */
  guint page;
} Waiting;

static Waiting *
waiting_new (TrancheClientList *self, guint page)
{
  Waiting *waiting = g_new (Waiting, 1);

  g_weak_ref_init (&waiting->list, self);
  waiting->generation = self->generation;
  waiting->page = page;
  waiting->order_serial = self->order_serial;
  return waiting;
}

static void
waiting_free (Waiting *waiting)
{
  g_weak_ref_clear (&waiting->list);
  g_free (waiting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

static void
page_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;
  g_autoptr (TrancheClientList) self = g_weak_ref_get (&waiting->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheClientReply) reply
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (self == NULL)
    return;
  if (waiting->order_serial == self->order_serial && waiting->generation == self->generation)
    g_hash_table_remove (self->pending_pages, GUINT_TO_POINTER (waiting->page));
  if (reply == NULL)
    {
      report_failure (self, error);
      return;
    }
  /* Late: what it says may be outdated, and was asked for again. */
  if (waiting->generation != self->generation)
    return;

  take_context (self, reply->context, waiting->generation);
  tranche_client_pages_add (self->pages, reply->rows);
  for (guint i = 0; i < reply->rows->len; i++)
    {
      TrancheClientFacts *facts = reply->rows->pdata[i];
      TrancheClientRow *row
          = facts != NULL ? g_hash_table_lookup (self->rows, GSIZE_TO_POINTER ((gsize) facts->id))
                          : NULL;

      if (row != NULL)
        tranche_client_row_set_facts (row, facts);
    }
}

static void
read_rows (TrancheClientList *self, int priority, const guint32 *ids, guint n_ids, guint page)
{
  TrancheClientRequest *request = request_new (self);

  if (self->context != NULL && self->context_generation == self->generation)
    request->context = tranche_client_context_ref (self->context);
  request->n_ids = n_ids;
  memcpy (request->ids, ids, n_ids * sizeof (guint32));
  tranche_store_read_async (
      tranche_session_get_store (self->session), priority, tranche_client_read_rows, request,
      (GDestroyNotify) tranche_client_request_free, (GDestroyNotify) tranche_client_reply_free,
      self->cancellable, page_loaded_cb, waiting_new (self, page));
}

static void
read_page (TrancheClientList *self, guint page, int priority)
{
  guint first = page * TRANCHE_CLIENT_PAGE_ROWS;

  if (first >= self->n_ids || !g_hash_table_add (self->pending_pages, GUINT_TO_POINTER (page)))
    return;

  read_rows (self, priority, self->ids + first, MIN (self->n_ids - first, TRANCHE_CLIENT_PAGE_ROWS),
             page);
}

/* Reads the page of a row, and the one after it in the direction that is scrolled in. */
static void
need_page (TrancheClientList *self, guint page)
{
  guint before = self->last_page;

  read_page (self, page, G_PRIORITY_DEFAULT);
  self->last_page = page;
  if (page == before + 1)
    read_page (self, page + 1, G_PRIORITY_DEFAULT_IDLE);
  else if (page + 1 == before && page > 0)
    read_page (self, page - 1, G_PRIORITY_DEFAULT_IDLE);
}

/* Whether somebody holds a row of it that has nothing to show. */
static gboolean
page_is_wanted (TrancheClientList *self, guint page)
{
  guint first = page * TRANCHE_CLIENT_PAGE_ROWS;
  guint end = first < self->n_ids ? first + MIN (self->n_ids - first, TRANCHE_CLIENT_PAGE_ROWS) : 0;

  for (guint i = first; i < end; i++)
    {
      TrancheClientRow *row
          = g_hash_table_lookup (self->rows, GSIZE_TO_POINTER ((gsize) self->ids[i]));

      if (row != NULL && tranche_client_row_get_facts (row) == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_wanted_cb (gpointer user_data)
{
  TrancheClientList *self = user_data;

  self->wanted_source = 0;
  for (guint i = 0; i < self->wanted_pages->len; i++)
    {
      guint page = g_array_index (self->wanted_pages, guint, i);

      if (page_is_wanted (self, page))
        need_page (self, page);
    }
  g_array_set_size (self->wanted_pages, 0);
  return G_SOURCE_REMOVE;
}

/* A list view whose focused row went away looks for it through all that came, row by row, and keeps
 * none of them. So pages are read for those who still hold a row when the call has returned, and
 * before the next frame. */
static void
want_page (TrancheClientList *self, guint page)
{
  guint n_pages = self->wanted_pages->len;

  if (n_pages == 0 || g_array_index (self->wanted_pages, guint, n_pages - 1) != page)
    g_array_append_val (self->wanted_pages, page);
  if (self->wanted_source == 0)
    self->wanted_source = g_idle_add_full (G_PRIORITY_DEFAULT, read_wanted_cb, self, NULL);
}

/* Reads again what somebody holds a row of, wherever it stands. */
static void
refresh_rows (TrancheClientList *self)
{
  guint32 ids[TRANCHE_CLIENT_PAGE_ROWS];
  guint n_ids = 0;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      ids[n_ids++] = (guint32) GPOINTER_TO_SIZE (key);
      if (n_ids == TRANCHE_CLIENT_PAGE_ROWS)
        {
          read_rows (self, G_PRIORITY_DEFAULT, ids, n_ids, G_MAXUINT);
          n_ids = 0;
        }
    }
  if (n_ids > 0)
    read_rows (self, G_PRIORITY_DEFAULT, ids, n_ids, G_MAXUINT);
}

/* The order
 * ---------------------------------------------------------------------------------------------- */

static void
set_loading (TrancheClientList *self, gboolean is_loading)
{
  if (self->is_loading == is_loading)
    return;

  self->is_loading = is_loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
set_finding (TrancheClientList *self, gboolean is_finding)
{
  if (self->is_finding == is_finding)
    return;

  self->is_finding = is_finding;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FINDING]);
}

/* Takes one of both. Tells of what differs only, so that a list keeps its place. */
static void
take_order (TrancheClientList *self, TrancheClientIds *ids, TrancheClientMatches *matches)
{
  g_autoptr (TrancheClientIds) old_ids = self->first_ids;
  g_autoptr (TrancheClientMatches) old_matches = self->matches;
  const guint32 *before = self->ids;
  guint n_before = self->n_ids;
  guint start = 0;
  guint end = 0;

  self->first_ids = ids;
  self->matches = matches;
  if (matches != NULL)
    {
      self->ids = tranche_client_matches_get_ids (matches, &self->n_ids);
    }
  else
    {
      self->ids = ids->ids;
      self->n_ids = ids->n_ids;
    }

  while (start < MIN (n_before, self->n_ids) && before[start] == self->ids[start])
    start++;
  while (end < MIN (n_before, self->n_ids) - start
         && before[n_before - 1 - end] == self->ids[self->n_ids - 1 - end])
    end++;

  if (start < n_before || start < self->n_ids)
    {
      /* Pages have other rows from here on; those under way still fill the rows that wait. */
      self->order_serial++;
      g_hash_table_remove_all (self->pending_pages);
      g_array_set_size (self->wanted_pages, 0);
      g_list_model_items_changed (G_LIST_MODEL (self), start, n_before - end - start,
                                  self->n_ids - end - start);
    }
  set_loading (self, FALSE);
}

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;
  g_autoptr (TrancheClientList) self = g_weak_ref_get (&waiting->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheClientMatches) matches = tranche_client_match_finish (result, &error);

  if (self == NULL)
    return;
  /* The answer to a later question is on its way. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED))
    return;
  if (matches != NULL)
    take_order (self, NULL, g_steal_pointer (&matches));
  else
    report_failure (self, error);
  set_finding (self, FALSE);
}

static void
find_matches (TrancheClientList *self)
{
  g_cancellable_cancel (self->match_cancellable);
  g_clear_object (&self->match_cancellable);
  self->match_cancellable = g_cancellable_new ();

  tranche_client_match_async (self->index, self->query, self->matches, self->match_cancellable,
                              matched_cb, waiting_new (self, G_MAXUINT));
}

/* Reading and reading again
 * ---------------------------------------------------------------------------------------------- */

static void
index_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;
  g_autoptr (TrancheClientList) self = g_weak_ref_get (&waiting->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheClientReply) reply
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (self == NULL)
    return;
  self->is_indexing = FALSE;

  if (reply == NULL)
    {
      set_loading (self, FALSE);
      set_finding (self, FALSE);
      report_failure (self, error);
      return;
    }

  g_clear_pointer (&self->index, tranche_client_index_unref);
  self->index = tranche_client_index_ref (reply->index);
  take_context (self, reply->context, waiting->generation);
  find_matches (self);
  if (self->needs_index)
    read_index (self);
}

static void
read_index (TrancheClientList *self)
{
  self->needs_index = self->is_indexing;
  if (self->is_indexing)
    return;

  self->is_indexing = TRUE;
  tranche_store_read_async (tranche_session_get_store (self->session), G_PRIORITY_LOW,
                            tranche_client_read_index, request_new (self),
                            (GDestroyNotify) tranche_client_request_free,
                            (GDestroyNotify) tranche_client_reply_free, self->cancellable,
                            index_loaded_cb, waiting_new (self, G_MAXUINT));
}

static void
first_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;
  g_autoptr (TrancheClientList) self = g_weak_ref_get (&waiting->list);
  g_autoptr (TrancheClientQuery) plain = tranche_client_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheClientReply) reply
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (self == NULL)
    return;

  if (reply == NULL)
    {
      set_loading (self, FALSE);
      report_failure (self, error);
      return;
    }

  take_context (self, reply->context, waiting->generation);
  if (self->index == NULL && waiting->generation == self->generation
      && tranche_client_query_equal (self->query, plain))
    take_order (self, g_steal_pointer (&reply->ids), NULL);
  read_index (self);
}

static void
read_first (TrancheClientList *self)
{
  tranche_store_read_async (tranche_session_get_store (self->session), G_PRIORITY_DEFAULT,
                            tranche_client_read_first, request_new (self),
                            (GDestroyNotify) tranche_client_request_free,
                            (GDestroyNotify) tranche_client_reply_free, self->cancellable,
                            first_loaded_cb, waiting_new (self, G_MAXUINT));
}

/* What was read is outdated, in values or in order. */
static void
read_again (TrancheClientList *self)
{
  self->generation++;
  g_hash_table_remove_all (self->pending_pages);
  tranche_client_pages_clear (self->pages);
  refresh_rows (self);
  read_index (self);
}

static void
store_changed_cb (TrancheClientList *self, const TrancheChanges *changes)
{
  static const char *const tables[] = {
    "agreement",    "assignment",         "band",      "client",
    "client_group", "group_membership",   "office",    "override",
    "party",        "production",         "role",      "run",
    "segment",      "segmentation_model", "statement", "statement_line",
    "strategy",     "team_member",
  };

  if (!self->has_started)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (tranche_changes_has_table (changes, tables[i]))
        {
          read_again (self);
          return;
        }
    }
}

static void
session_changed_cb (TrancheClientList *self)
{
  if (self->has_started)
    read_again (self);
}

/* GListModel
 * ---------------------------------------------------------------------------------------------- */

static GType
tranche_client_list_get_item_type (GListModel *model)
{
  return TRANCHE_TYPE_CLIENT_ROW;
}

static guint
tranche_client_list_get_n_items (GListModel *model)
{
  return TRANCHE_CLIENT_LIST (model)->n_ids;
}

static gpointer
tranche_client_list_get_item (GListModel *model, guint position)
{
  TrancheClientList *self = TRANCHE_CLIENT_LIST (model);
  TrancheClientRow *row;
  TrancheClientFacts *facts;
  gint64 id;

  if (position >= self->n_ids)
    return NULL;

  id = self->ids[position];
  row = g_hash_table_lookup (self->rows, GSIZE_TO_POINTER ((gsize) id));
  if (row != NULL)
    g_object_ref (row);
  else
    row = tranche_client_row_new_in (self->rows, id);

  if (tranche_client_row_get_facts (row) == NULL)
    {
      facts = tranche_client_pages_find (self->pages, id);
      if (facts != NULL)
        tranche_client_row_set_facts (row, facts);
      else
        want_page (self, position / TRANCHE_CLIENT_PAGE_ROWS);
    }
  return row;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = tranche_client_list_get_item_type;
  iface->get_n_items = tranche_client_list_get_n_items;
  iface->get_item = tranche_client_list_get_item;
}

/* Object
 * ---------------------------------------------------------------------------------------------- */

static void
tranche_client_list_dispose (GObject *object)
{
  TrancheClientList *self = TRANCHE_CLIENT_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->match_cancellable);
  g_clear_handle_id (&self->wanted_source, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tranche_client_list_parent_class)->dispose (object);
}

static void
tranche_client_list_finalize (GObject *object)
{
  TrancheClientList *self = TRANCHE_CLIENT_LIST (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->match_cancellable);
  g_clear_pointer (&self->query, tranche_client_query_free);
  g_clear_pointer (&self->context, tranche_client_context_unref);
  g_clear_pointer (&self->index, tranche_client_index_unref);
  g_clear_pointer (&self->first_ids, tranche_client_ids_free);
  g_clear_pointer (&self->matches, tranche_client_matches_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->pages, tranche_client_pages_free);
  g_clear_pointer (&self->pending_pages, g_hash_table_unref);
  g_clear_pointer (&self->wanted_pages, g_array_unref);

  G_OBJECT_CLASS (tranche_client_list_parent_class)->finalize (object);
}

static void
tranche_client_list_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  TrancheClientList *self = TRANCHE_CLIENT_LIST (object);

  switch (property_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_FINDING:
      g_value_set_boolean (value, self->is_finding);
      break;
    case PROP_CONTEXT:
      g_value_set_pointer (value, self->context);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_client_list_class_init (TrancheClientListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = tranche_client_list_dispose;
  object_class->finalize = tranche_client_list_finalize;
  object_class->get_property = tranche_client_list_get_property;

  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, flags);
  props[PROP_FINDING] = g_param_spec_boolean ("finding", NULL, NULL, FALSE, flags);
  props[PROP_CONTEXT] = g_param_spec_pointer ("context", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[FAILED] = g_signal_new ("failed", TRANCHE_TYPE_CLIENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
tranche_client_list_init (TrancheClientList *self)
{
  self->is_loading = TRUE;
  self->cancellable = g_cancellable_new ();
  self->query = tranche_client_query_new ();
  self->rows = g_hash_table_new (NULL, NULL);
  self->pages = tranche_client_pages_new (MAX_PAGES);
  self->pending_pages = g_hash_table_new (NULL, NULL);
  self->wanted_pages = g_array_new (FALSE, FALSE, sizeof (guint));
}

TrancheClientList *
tranche_client_list_new (TrancheSession *session)
{
  TrancheClientList *self = g_object_new (TRANCHE_TYPE_CLIENT_LIST, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (tranche_session_get_store (session), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::office-id", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::member-id", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::today", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
tranche_client_list_load (TrancheClientList *self)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_LIST (self));
  g_return_if_fail (!self->has_started);

  self->has_started = TRUE;
  read_first (self);
}

void
tranche_client_list_set_query (TrancheClientList *self, const TrancheClientQuery *query)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_LIST (self));
  g_return_if_fail (query != NULL);

  if (tranche_client_query_equal (self->query, query))
    return;

  tranche_client_query_free (self->query);
  self->query = tranche_client_query_copy (query);
  set_finding (self, TRUE);
  if (self->index != NULL)
    find_matches (self);
}

const TrancheClientQuery *
tranche_client_list_get_query (TrancheClientList *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_LIST (self), NULL);

  return self->query;
}

gboolean
tranche_client_list_get_loading (TrancheClientList *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_LIST (self), FALSE);

  return self->is_loading;
}

gboolean
tranche_client_list_get_finding (TrancheClientList *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_LIST (self), FALSE);

  return self->is_finding;
}

guint
tranche_client_list_get_n_clients (TrancheClientList *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_LIST (self), 0);

  return self->index != NULL ? tranche_client_index_get_n_clients (self->index) : self->n_ids;
}

TrancheClientContext *
tranche_client_list_get_context (TrancheClientList *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_LIST (self), NULL);

  return self->context;
}

TrancheClientIndex *
tranche_client_list_get_index (TrancheClientList *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_LIST (self), NULL);

  return self->index;
}

gint64
tranche_client_list_get_id (TrancheClientList *self, guint position)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_LIST (self), 0);

  return position < self->n_ids ? self->ids[position] : 0;
}

const guint32 *
tranche_client_list_get_ids (TrancheClientList *self, guint *n_ids)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_LIST (self), NULL);

  *n_ids = self->n_ids;
  return self->ids;
}

gboolean
tranche_client_list_find (TrancheClientList *self, gint64 id, guint *position)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_LIST (self), FALSE);

  for (guint i = 0; i < self->n_ids; i++)
    {
      if (self->ids[i] == id)
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}
