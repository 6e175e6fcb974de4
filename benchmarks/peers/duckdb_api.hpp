// SPDX-License-Identifier: BSL-1.0
#ifndef ASCRIBE_BENCHMARKS_PEERS_DUCKDB_API_HPP
#define ASCRIBE_BENCHMARKS_PEERS_DUCKDB_API_HPP

#include <cstdint>

// The few functions of DuckDB's C interface that the driver calls. The npm package that carries the library has no
// header. Handles are pointers to what nobody looks into.
extern "C" {

using duckdb_handle = void*;

/// Its layout is part of the interface; all fields are private.
struct duckdb_result {
    std::uint64_t counts[3];
    void* pointers[3];
};

int duckdb_open(char const* path, duckdb_handle* database);
void duckdb_close(duckdb_handle* database);
int duckdb_connect(duckdb_handle database, duckdb_handle* connection);
void duckdb_disconnect(duckdb_handle* connection);
char const* duckdb_library_version();

int duckdb_query(duckdb_handle connection, char const* sql, duckdb_result* result);
char const* duckdb_result_error(duckdb_result* result);
void duckdb_destroy_result(duckdb_result* result);
int duckdb_prepare(duckdb_handle connection, char const* sql, duckdb_handle* statement);
char const* duckdb_prepare_error(duckdb_handle statement);
int duckdb_bind_int32(duckdb_handle statement, std::uint64_t place, std::int32_t value);
int duckdb_execute_prepared(duckdb_handle statement, duckdb_result* result);
void duckdb_destroy_prepare(duckdb_handle* statement);

duckdb_handle duckdb_fetch_chunk(duckdb_result result);
duckdb_handle duckdb_create_data_chunk(duckdb_handle* types, std::uint64_t columns);
void duckdb_destroy_data_chunk(duckdb_handle* chunk);
void duckdb_data_chunk_reset(duckdb_handle chunk);
std::uint64_t duckdb_data_chunk_get_size(duckdb_handle chunk);
void duckdb_data_chunk_set_size(duckdb_handle chunk, std::uint64_t rows);
duckdb_handle duckdb_data_chunk_get_vector(duckdb_handle chunk, std::uint64_t column);
void* duckdb_vector_get_data(duckdb_handle vector);
void duckdb_vector_ensure_validity_writable(duckdb_handle vector);
std::uint64_t* duckdb_vector_get_validity(duckdb_handle vector);
void duckdb_validity_set_row_validity(std::uint64_t* validity, std::uint64_t row, bool valid);
void duckdb_vector_assign_string_element_len(duckdb_handle vector, std::uint64_t row, char const* text,
                                             std::uint64_t length);

int duckdb_appender_create(duckdb_handle connection, char const* schema, char const* table, duckdb_handle* appender);
int duckdb_append_data_chunk(duckdb_handle appender, duckdb_handle chunk);
char const* duckdb_appender_error(duckdb_handle appender);
int duckdb_appender_close(duckdb_handle appender);
int duckdb_appender_destroy(duckdb_handle* appender);
duckdb_handle duckdb_create_logical_type(int type);
void duckdb_destroy_logical_type(duckdb_handle* type);

}  // extern "C"

#endif
