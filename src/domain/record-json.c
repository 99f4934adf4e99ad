/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/record.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * The text goes into the hash chain, and undo compares it with the row of today. So it is written
 * here, byte for byte the same for ever, and not by a library whose escaping may change.
 */

static void
append_string (GString *json, const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  g_string_append_c (json, '"');
  for (const char *iter = text; *iter != '\0'; iter++)
    {
      guchar c = *iter;

      if (c == '"' || c == '\\')
        g_string_append_c (g_string_append_c (json, '\\'), c);
      else if (c == '\n')
        g_string_append (json, "\\n");
      else if (c < 0x20 || c == 0x7f)
        g_string_append_printf (json, "\\u%04x", c);
      else
        g_string_append_c (json, c);
    }
  g_string_append_c (json, '"');
}

static void
append_value (GString *json, TrancheRecord *self, const TrancheField *field)
{
  gint64 value;

  if (field->kind == TRANCHE_FIELD_KIND_TEXT)
    {
      append_string (json, tranche_record_get_text (self, field));
      return;
    }

  value = tranche_record_get_integer (self, field);
  if (field->kind == TRANCHE_FIELD_KIND_BOOLEAN)
    g_string_append (json, value != 0 ? "true" : "false");
  else if ((field->kind == TRANCHE_FIELD_KIND_DATE && value == TRANCHE_DATE_NONE)
           || (field->kind == TRANCHE_FIELD_KIND_ID && value == 0)
           || (field->kind == TRANCHE_FIELD_KIND_COUNT && value == -1))
    g_string_append (json, "null");
  else if (field->kind == TRANCHE_FIELD_KIND_DATE)
    {
      char text[TRANCHE_DATE_TEXT_LENGTH + 1];

      tranche_date_write (value, text);
      append_string (json, text);
    }
  else
    g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}

char *
tranche_record_to_json (TrancheRecord *self)
{
  TrancheRecordClass *klass;
  GString *json;

  g_return_val_if_fail (TRANCHE_IS_RECORD (self), NULL);

  klass = TRANCHE_RECORD_GET_CLASS (self);
  json = g_string_sized_new (64 + 32 * klass->n_fields);
  g_string_append_printf (json, "{\"id\":%" G_GINT64_FORMAT, tranche_record_get_id (self));
  for (guint i = 0; i < klass->n_fields; i++)
    {
      g_string_append_printf (json, ",\"%s\":", klass->fields[i].column);
      append_value (json, self, &klass->fields[i]);
    }
  g_string_append_c (json, '}');
  return g_string_free_and_steal (json);
}

static gboolean
read_value (TrancheRecord *self, const TrancheField *field, JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  gboolean null = JSON_NODE_HOLDS_NULL (node);
  TrancheDate date;

  switch (field->kind)
    {
    case TRANCHE_FIELD_KIND_TEXT:
      if (type != G_TYPE_STRING || !g_utf8_validate (json_node_get_string (node), -1, NULL))
        return FALSE;
      tranche_record_set_text (self, field, json_node_get_string (node));
      return TRUE;
    case TRANCHE_FIELD_KIND_DATE:
      if (!null && type != G_TYPE_STRING)
        return FALSE;
      date = null ? TRANCHE_DATE_NONE : tranche_date_parse (json_node_get_string (node), NULL);
      tranche_record_set_integer (self, field, date);
      return null || date != TRANCHE_DATE_NONE;
    case TRANCHE_FIELD_KIND_BOOLEAN:
      if (type != G_TYPE_BOOLEAN)
        return FALSE;
      tranche_record_set_integer (self, field, json_node_get_boolean (node));
      return TRUE;
    case TRANCHE_FIELD_KIND_ID:
    case TRANCHE_FIELD_KIND_COUNT:
      if (null)
        {
          tranche_record_set_integer (self, field, field->kind == TRANCHE_FIELD_KIND_ID ? 0 : -1);
          return TRUE;
        }
      G_GNUC_FALLTHROUGH;
    case TRANCHE_FIELD_KIND_INTEGER:
    case TRANCHE_FIELD_KIND_MONEY:
    case TRANCHE_FIELD_KIND_CODE:
      if (type != G_TYPE_INT64)
        return FALSE;
      tranche_record_set_integer (self, field, json_node_get_int (node));
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static JsonObject *
parse_object (const char *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (!g_utf8_validate (json, -1, NULL) || !json_parser_load_from_data (parser, json, -1, NULL)
      || (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("The record’s JSON can’t be read"));
      return NULL;
    }

  return json_node_dup_object (root);
}

gboolean
tranche_record_read_json (TrancheRecord *self, const char *json, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (TrancheRecord) read = NULL;
  TrancheRecordClass *klass;
  JsonNode *id;

  g_return_val_if_fail (TRANCHE_IS_RECORD (self), FALSE);
  g_return_val_if_fail (json != NULL, FALSE);

  object = parse_object (json, error);
  if (object == NULL)
    return FALSE;

  /* Read beside the record, so that half of it is never taken. */
  read = tranche_record_copy (self);
  klass = TRANCHE_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      JsonNode *node = json_object_get_member (object, klass->fields[i].column);

      if (node != NULL && !read_value (read, &klass->fields[i], node))
        {
          tranche_field_set_error (&klass->fields[i], N_ ("“%s” can’t be read"), error);
          return FALSE;
        }
    }

  id = json_object_get_member (object, "id");
  if (id != NULL)
    {
      if (!JSON_NODE_HOLDS_VALUE (id) || json_node_get_value_type (id) != G_TYPE_INT64
          || json_node_get_int (id) < 0)
        {
          g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                               _ ("The record’s id can’t be read"));
          return FALSE;
        }
      tranche_record_set_id (self, json_node_get_int (id));
    }

  tranche_record_assign (self, read);
  return TRUE;
}
