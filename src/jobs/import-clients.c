/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/import-clients.h"

#include <string.h>

#define NOWHERE G_MAXUINT32

typedef struct
{
  guint64 prefix; /* the first bytes as a big-endian number: most comparisons end here */
  const char *reference;
  const char *name;
  gint64 name_line;
  guint32 hash;
  guint32 length;
  guint32 number;
} Entry;

struct _TrancheImportClients
{
  GArray *entries;
  GStringChunk *texts;
  guint32 *table; /* open addressing: indices of entries */
  guint32 mask;
  guint32 seed;
  guint32 latest; /* rows of a client often stand together */
};

TrancheImportClients *
tranche_import_clients_new (void)
{
  TrancheImportClients *self = g_new0 (TrancheImportClients, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->texts = g_string_chunk_new (64 * 1024);
  self->mask = 1023;
  self->table = g_new (guint32, self->mask + 1);
  memset (self->table, 0xff, (self->mask + 1) * sizeof *self->table);
  /* So that nobody can write a file all of whose references meet in one place. */
  self->seed = g_random_int ();
  self->latest = NOWHERE;
  return self;
}

void
tranche_import_clients_free (TrancheImportClients *self)
{
  g_array_unref (self->entries);
  g_string_chunk_free (self->texts);
  g_free (self->table);
  g_free (self);
}

static guint32
hash_reference (guint32 seed, const char *text, gsize length)
{
  guint64 hash = seed ^ length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  while (length >= 8)
    {
      guint64 word;

      memcpy (&word, text, 8);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
      hash ^= hash >> 32;
      text += 8;
      length -= 8;
    }
  if (length > 0)
    {
      guint64 word = 0;

      memcpy (&word, text, length);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
    }

  return hash ^ hash >> 29 ^ hash >> 47;
}

static void
grow_table (TrancheImportClients *self)
{
  self->mask = self->mask * 2 + 1;
  self->table = g_renew (guint32, self->table, (gsize) self->mask + 1);
  memset (self->table, 0xff, ((gsize) self->mask + 1) * sizeof *self->table);
  for (guint i = 0; i < self->entries->len; i++)
    {
      guint32 place = g_array_index (self->entries, Entry, i).hash & self->mask;

      while (self->table[place] != NOWHERE)
        place = (place + 1) & self->mask;
      self->table[place] = i;
    }
}

static gboolean
is_entry (const Entry *entry, const char *reference, gsize length)
{
  return entry->length == length && memcmp (entry->reference, reference, length) == 0;
}

static guint64
make_prefix (const char *reference, gsize length)
{
  guint64 prefix = 0;

  memcpy (&prefix, reference, MIN (length, sizeof prefix));
  return GUINT64_FROM_BE (prefix);
}

static guint32
find_or_insert (TrancheImportClients *self, const char *reference, gsize length)
{
  guint32 hash = hash_reference (self->seed, reference, length);
  guint32 place = hash & self->mask;
  Entry entry;

  while (self->table[place] != NOWHERE)
    {
      const Entry *found = &g_array_index (self->entries, Entry, self->table[place]);

      if (found->hash == hash && is_entry (found, reference, length))
        return self->table[place];
      place = (place + 1) & self->mask;
    }

  entry = (Entry) {
    .prefix = make_prefix (reference, length),
    .reference = g_string_chunk_insert_len (self->texts, reference, length),
    .hash = hash,
    .length = length,
    .number = self->entries->len,
  };
  self->table[place] = entry.number;
  g_array_append_val (self->entries, entry);
  if (self->entries->len > self->mask / 2)
    grow_table (self);
  return entry.number;
}

guint32
tranche_import_clients_add (TrancheImportClients *self,
                            const char *reference,
                            gsize length,
                            const char *name,
                            gint64 line)
{
  Entry *entry;

  if (self->latest == NOWHERE
      || !is_entry (&g_array_index (self->entries, Entry, self->latest), reference, length))
    self->latest = find_or_insert (self, reference, length);

  entry = &g_array_index (self->entries, Entry, self->latest);
  if (name != NULL && *name != '\0' && entry->name == NULL)
    {
      entry->name = g_string_chunk_insert (self->texts, name);
      entry->name_line = line;
    }

  return self->latest;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *entry_a = a;
  const Entry *entry_b = b;

  if (entry_a->prefix != entry_b->prefix)
    return entry_a->prefix < entry_b->prefix ? -1 : 1;
  if (entry_a->length <= 8 && entry_b->length <= 8)
    return (entry_a->length > entry_b->length) - (entry_a->length < entry_b->length);

  return strcmp (entry_a->reference, entry_b->reference);
}

void
tranche_import_clients_sort (TrancheImportClients *self)
{
  g_clear_pointer (&self->table, g_free);
  for (guint i = 1; i < self->entries->len; i++)
    if (compare_entries (&g_array_index (self->entries, Entry, i - 1),
                         &g_array_index (self->entries, Entry, i))
        > 0)
      {
        g_array_sort (self->entries, compare_entries);
        return;
      }
}

GArray *
tranche_import_clients_merge (TrancheImportClients *const *parts, guint n_parts, guint32 **maps)
{
  GArray *clients = g_array_new (FALSE, FALSE, sizeof (TrancheRevenueClient));
  g_autofree guint *positions = g_new0 (guint, n_parts);

  for (guint p = 0; p < n_parts; p++)
    maps[p] = g_new (guint32, parts[p]->entries->len);

  for (;;)
    {
      TrancheRevenueClient client = { 0 };
      gint64 name_line = G_MAXINT64;
      const Entry *least = NULL;

      for (guint p = 0; p < n_parts; p++)
        if (positions[p] < parts[p]->entries->len)
          {
            const Entry *entry = &g_array_index (parts[p]->entries, Entry, positions[p]);

            if (least == NULL || compare_entries (entry, least) < 0)
              least = entry;
          }
      if (least == NULL)
        return clients;

      client.reference = least->reference;
      for (guint p = 0; p < n_parts; p++)
        if (positions[p] < parts[p]->entries->len)
          {
            const Entry *entry = &g_array_index (parts[p]->entries, Entry, positions[p]);

            if (compare_entries (entry, least) != 0)
              continue;
            if (entry->name != NULL && entry->name_line < name_line)
              {
                client.name = entry->name;
                name_line = entry->name_line;
              }
            maps[p][entry->number] = clients->len;
            positions[p]++;
          }
      g_array_append_val (clients, client);
    }
}
