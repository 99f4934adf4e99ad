/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/client-pages.h"

typedef struct
{
  GPtrArray *rows;
  GList link;
} Page;

typedef struct
{
  Page *page;
  TrancheClientFacts *facts;
} Entry;

struct _TrancheClientPages
{
  guint max_pages;
  GQueue pages;      /* the one used last first */
  GHashTable *by_id; /* id → Entry */
};

static void
page_free (Page *page)
{
  g_ptr_array_unref (page->rows);
  g_free (page);
}

TrancheClientPages *
tranche_client_pages_new (guint max_pages)
{
  TrancheClientPages *pages = g_new0 (TrancheClientPages, 1);

  pages->max_pages = MAX (max_pages, 1);
  g_queue_init (&pages->pages);
  pages->by_id = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return pages;
}

void
tranche_client_pages_free (TrancheClientPages *pages)
{
  if (pages == NULL)
    return;

  tranche_client_pages_clear (pages);
  g_hash_table_unref (pages->by_id);
  g_free (pages);
}

void
tranche_client_pages_clear (TrancheClientPages *pages)
{
  GList *link;

  g_hash_table_remove_all (pages->by_id);
  while ((link = g_queue_pop_head_link (&pages->pages)) != NULL)
    page_free (link->data);
}

guint
tranche_client_pages_get_n_pages (TrancheClientPages *pages)
{
  return g_queue_get_length (&pages->pages);
}

TrancheClientFacts *
tranche_client_pages_find (TrancheClientPages *pages, gint64 id)
{
  Entry *entry = g_hash_table_lookup (pages->by_id, GSIZE_TO_POINTER ((gsize) id));

  if (entry == NULL)
    return NULL;

  g_queue_unlink (&pages->pages, &entry->page->link);
  g_queue_push_head_link (&pages->pages, &entry->page->link);
  return entry->facts;
}

/* A client whose row was read again since belongs to the later page. */
static void
drop_oldest (TrancheClientPages *pages)
{
  Page *page = g_queue_pop_tail_link (&pages->pages)->data;

  for (guint i = 0; i < page->rows->len; i++)
    {
      const TrancheClientFacts *facts = page->rows->pdata[i];
      gpointer key = facts != NULL ? GSIZE_TO_POINTER ((gsize) facts->id) : NULL;
      Entry *entry = key != NULL ? g_hash_table_lookup (pages->by_id, key) : NULL;

      if (entry != NULL && entry->page == page)
        g_hash_table_remove (pages->by_id, key);
    }
  page_free (page);
}

void
tranche_client_pages_add (TrancheClientPages *pages, GPtrArray *rows)
{
  Page *page = g_new0 (Page, 1);

  page->rows = g_ptr_array_ref (rows);
  page->link.data = page;
  g_queue_push_head_link (&pages->pages, &page->link);
  for (guint i = 0; i < rows->len; i++)
    {
      TrancheClientFacts *facts = rows->pdata[i];
      Entry *entry;

      if (facts == NULL)
        continue;
      entry = g_new (Entry, 1);
      *entry = (Entry) { page, facts };
      g_hash_table_replace (pages->by_id, GSIZE_TO_POINTER ((gsize) facts->id), entry);
    }

  while (g_queue_get_length (&pages->pages) > pages->max_pages)
    drop_oldest (pages);
}
