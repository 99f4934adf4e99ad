/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/production-pack.h"

#include <glib/gi18n.h>
#include <string.h>

#include "domain/error.h"

/* Blobs lie wherever SQLite put them. */
typedef gint64 __attribute__ ((aligned (1), may_alias)) UnalignedAmount;

gboolean
tranche_production_pack_check_blob (gsize length, GError **error)
{
  if (length % sizeof (gint64) == 0 && length / sizeof (gint64) <= TRANCHE_PRODUCTION_CHUNK_SLOTS)
    return TRUE;

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
               _ ("A month’s production has a wrong size: %zu bytes"), length);
  return FALSE;
}

/* Makes room for a slot; new ones have no production. */
static void
ensure_slot (TrancheProductionPack *self, guint index)
{
  if (index < self->n_slots)
    return;

  if (index >= self->capacity)
    {
      guint capacity = MAX (self->capacity * 2, 64);

      capacity = MIN (MAX (capacity, index + 1), TRANCHE_PRODUCTION_CHUNK_SLOTS);
      self->amounts = g_renew (gint64, self->amounts, capacity);
      self->capacity = capacity;
    }

  memset (self->amounts + self->n_slots, 0, (index + 1 - self->n_slots) * sizeof (gint64));
  self->n_slots = index + 1;
}

gboolean
tranche_production_pack_init (TrancheProductionPack *self,
                              gconstpointer blob,
                              gsize length,
                              GError **error)
{
  const UnalignedAmount *amounts = blob;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (blob != NULL || length == 0, FALSE);

  *self = (TrancheProductionPack) { 0 };
  if (!tranche_production_pack_check_blob (length, error))
    return FALSE;

  if (length > 0)
    ensure_slot (self, length / sizeof (gint64) - 1);
  for (guint i = 0; i < self->n_slots; i++)
    self->amounts[i] = GINT64_FROM_LE (amounts[i]);

  return TRUE;
}

void
tranche_production_pack_clear (TrancheProductionPack *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->amounts, g_free);
  self->n_slots = 0;
  self->capacity = 0;
}

TrancheMoney
tranche_production_pack_get (const TrancheProductionPack *self, guint index)
{
  g_return_val_if_fail (self != NULL, 0);

  return index < self->n_slots ? self->amounts[index] : 0;
}

gboolean
tranche_production_pack_add (TrancheProductionPack *self,
                             guint index,
                             TrancheMoney amount,
                             GError **error)
{
  TrancheMoney sum;

  g_return_val_if_fail (self != NULL, FALSE);

  if (index >= TRANCHE_PRODUCTION_CHUNK_SLOTS)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("A chunk has no slot %u"),
                   index);
      return FALSE;
    }

  if (!tranche_money_add (tranche_production_pack_get (self, index), amount, &sum))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("A month’s production of a client is too large"));
      return FALSE;
    }

  ensure_slot (self, index);
  self->amounts[index] = sum;
  return TRUE;
}

GBytes *
tranche_production_pack_to_blob (const TrancheProductionPack *self)
{
  guint n_slots;
  gint64 *amounts;

  g_return_val_if_fail (self != NULL, NULL);

  n_slots = self->n_slots;
  while (n_slots > 0 && self->amounts[n_slots - 1] == 0)
    n_slots--;
  if (n_slots == 0)
    return NULL;

  amounts = g_new (gint64, n_slots);
  for (guint i = 0; i < n_slots; i++)
    amounts[i] = GINT64_TO_LE (self->amounts[i]);

  return g_bytes_new_take (amounts, n_slots * sizeof (gint64));
}

TrancheMoney
tranche_production_blob_get (gconstpointer blob, gsize length, guint index)
{
  const UnalignedAmount *amounts = blob;

  return index < length / sizeof (gint64) ? GINT64_FROM_LE (amounts[index]) : 0;
}

/* No branch in the loop, so that the compiler can take several amounts at a time: a sum has
 * overflowed when its sign differs from both of what was added, and one such sign is enough to
 * refuse the whole. */
static gboolean
sum_amounts (const UnalignedAmount *restrict amounts,
             TrancheMoney *restrict totals,
             gsize n_amounts)
{
  guint64 overflow = 0;

  for (gsize i = 0; i < n_amounts; i++)
    {
      guint64 amount = GUINT64_FROM_LE ((guint64) amounts[i]);
      guint64 before = totals[i];
      guint64 sum = before + amount;

      overflow |= (before ^ sum) & (amount ^ sum);
      totals[i] = sum;
    }

  return overflow >> 63 == 0;
}

gboolean
tranche_production_blob_sum_into (gconstpointer blob,
                                  gsize length,
                                  TrancheMoney *totals,
                                  guint8 *months,
                                  gsize n_totals,
                                  GError **error)
{
  const UnalignedAmount *amounts = blob;
  gsize n_amounts;

  g_return_val_if_fail (blob != NULL || length == 0, FALSE);
  g_return_val_if_fail (totals != NULL || n_totals == 0, FALSE);

  if (!tranche_production_pack_check_blob (length, error))
    return FALSE;

  n_amounts = length / sizeof (gint64);
  if (n_amounts > n_totals)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
                   _ ("A month’s production is for %zu clients of %zu"), n_amounts, n_totals);
      return FALSE;
    }

  if (!sum_amounts (amounts, totals, n_amounts))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("The production of a client is too large to add up"));
      return FALSE;
    }

  if (months != NULL)
    for (gsize i = 0; i < n_amounts; i++)
      months[i] += amounts[i] != 0 && months[i] < G_MAXUINT8;

  return TRUE;
}
